/* summary.h - what there is to say about the last test, before all details
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/draft.h"

G_BEGIN_DECLS

/**
 * PtlTone:
 * @PTL_TONE_GOOD: it works
 * @PTL_TONE_WARNING: it works, or may work, but
 * @PTL_TONE_BAD: it does not work
 */
typedef enum
{
  PTL_TONE_GOOD,
  PTL_TONE_WARNING,
  PTL_TONE_BAD,
  PTL_N_TONES
} PtlTone;

/**
 * PtlSummary:
 * @tone: how it is meant
 * @about: (nullable): which server, translated
 * @title: one sentence, translated
 * @reason: (nullable): one on why, translated
 * @side: whose @verdict; both if it is about none of them
 * @verdict: (nullable): borrowed from the draft, until it is tested again
 * @wants_password: another password should be typed
 * @wants_word: the user can allow that the password travels unencrypted
 */
typedef struct
{
  PtlTone            tone;
  char              *about;
  char              *title;
  char              *reason;
  PtlDraftSides      side;
  const PtlVerdict  *verdict;
  gboolean           wants_password;
  gboolean           wants_word;
} PtlSummary;

gboolean ptl_summary_read  (PtlDraft         *draft,
                            PtlDraftSides     sides,
                            PtlSummary       *self);
void     ptl_summary_take  (const PtlVerdict *verdict,
                            PtlSummary       *self);
void     ptl_summary_clear (PtlSummary       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlSummary, ptl_summary_clear)

G_END_DECLS
