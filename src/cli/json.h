/* json.h - what programs read: the objects of the command line's contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "cli/output.h"
#include "setup/setup.h"

G_BEGIN_DECLS

void ptl_json_add_string    (JsonBuilder        *json,
                             const char         *name,
                             const char         *value);
void ptl_json_add_strings   (JsonBuilder        *json,
                             const char         *name,
                             const char * const *values);
void ptl_json_add_int       (JsonBuilder        *json,
                             const char         *name,
                             gint64              value);
void ptl_json_add_bool      (JsonBuilder        *json,
                             const char         *name,
                             gboolean            value);

void ptl_json_add_server    (JsonBuilder        *json,
                             const PtlCandidate *candidate);
void ptl_json_add_source    (JsonBuilder        *json,
                             const PtlCandidate *candidate,
                             const char         *domain);
void ptl_json_add_service   (JsonBuilder        *json,
                             const char         *name,
                             PtlService         *service);
void ptl_json_add_account   (JsonBuilder        *json,
                             PtlAccount         *account);
void ptl_json_add_check     (JsonBuilder        *json,
                             const PtlFinding   *finding,
                             gboolean            with_transcript);
void ptl_json_put           (JsonBuilder        *json,
                             PtlOutput          *output);

G_END_DECLS
