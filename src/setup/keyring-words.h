/* keyring-words.h - what went wrong with the keyring, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GError *ptl_keyring_explain (GError *own);

G_END_DECLS
