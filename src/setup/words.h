/* words.h - times, dates and foreign texts as people can read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ptl_time_to_words      (guint       time_ms);
char *ptl_date_to_words      (const char *iso8601);
char *ptl_words_tame         (const char *text);
char *ptl_words_group_digits (const char *digits);

G_END_DECLS
