/* scram-server.h - the server's half of SCRAM, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *digest;         /* "SHA1", "SHA256" */
  const char *password;       /* SASLprep has nothing to do for it */
  char       *first_bare;     /* the client's first message without its GS2 header */
  char       *server_first;
  char       *final_bare;     /* the client's final message without its proof */
} ScramServer;

char     *scram_server_get_nonce   (ScramServer *self);
gboolean  scram_server_take_first  (ScramServer *self,
                                    const char  *message);
gboolean  scram_server_take_final  (ScramServer *self,
                                    const char  *message);
char     *scram_server_sign        (ScramServer *self);
void      scram_server_clear       (ScramServer *self);

G_END_DECLS
