/* rights.h - what a test's own process may do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* The user who owns nothing. */
#define RIGHTS_NOBODY 65534

gboolean rights_lack (void);
