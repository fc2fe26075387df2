/* scenes-private.h - what the files with scenes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scenes.h"

G_BEGIN_DECLS

PtlDraft *scene_test_incoming       (Stage      *stage,
                                     const char *host,
                                     const char *port);
void      scene_details             (Stage      *stage);
void      scene_details_certificate (Stage      *stage);
void      scene_details_log         (Stage      *stage);
void      scene_details_trust       (Stage      *stage);
void      scene_details_question    (Stage      *stage);

G_END_DECLS
