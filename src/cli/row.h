/* row.h - one attempt as a row of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/output.h"
#include "setup/attempt.h"

G_BEGIN_DECLS

/**
 * PtlRowFit:
 * @columns: how wide a row may be
 * @server_columns: the widest server
 * @spinner: which picture of the spinner to draw
 *
 * What all rows of a picture share.
 */
typedef struct
{
  guint columns;
  guint server_columns;
  guint spinner;
} PtlRowFit;

gboolean    ptl_row_is_absent    (PtlAttempt      *attempt);
void        ptl_row_measure      (PtlAttempt      *attempt,
                                  PtlRowFit       *fit);
void        ptl_row_append       (PtlAttempt      *attempt,
                                  const PtlRowFit *fit,
                                  const PtlOutput *output,
                                  GString         *page);
void        ptl_row_append_plain (PtlAttempt      *attempt,
                                  const PtlOutput *output,
                                  GString         *page);

const char *ptl_security_describe (PtlSecurity     security);
guint       ptl_security_columns  (void);
char       *ptl_server_describe   (const PtlCandidate *candidate);
char       *ptl_candidate_describe (const PtlCandidate *candidate,
                                    const char         *user);
char       *ptl_time_describe     (guint           time_ms);

G_END_DECLS
