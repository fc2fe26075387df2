/* scenes.h - every screen in every state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "stage.h"

G_BEGIN_DECLS

/**
 * Scene:
 * @name: for the picture's file and on the command line
 * @arrange: brings a new stage into that state; opens the window
 */
typedef struct
{
  const char  *name;
  void       (*arrange) (Stage *stage);
} Scene;

const Scene *scenes_all (gsize *n_scenes);

G_END_DECLS
