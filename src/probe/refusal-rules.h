/* refusal-rules.h - what servers' refusals mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PtlRefusalRule:
 * @phases: bits of [flags@SaidPhase]; 0: anywhere
 * @marks: (nullable): codes, mechanism and provider that must be there
 * @text: (nullable): pieces of text that must be there
 * @causes: codes of VERDICTS.md with blanks between them, likeliest first
 *
 * If an answer looks like this, it means that. See [method@Said.matches] for
 * the patterns.
 */
typedef struct
{
  guint       phases;
  const char *marks;
  const char *text;
  const char *causes;
} PtlRefusalRule;

/* In this order; the first rule that fits decides: codes with one meaning, what is
 * said in so many words, what other codes mean, the plain no, what is left. */
extern const PtlRefusalRule ptl_refusal_rules_token[];
extern const gsize          ptl_refusal_n_rules_token;
extern const PtlRefusalRule ptl_refusal_rules_certain[];
extern const gsize          ptl_refusal_n_rules_certain;
extern const PtlRefusalRule ptl_refusal_rules_text[];
extern const gsize          ptl_refusal_n_rules_text;
extern const PtlRefusalRule ptl_refusal_rules_code[];
extern const gsize          ptl_refusal_n_rules_code;
extern const PtlRefusalRule ptl_refusal_rules_plain[];
extern const gsize          ptl_refusal_n_rules_plain;
extern const PtlRefusalRule ptl_refusal_rules_rest[];
extern const gsize          ptl_refusal_n_rules_rest;

/* Each one that fits adds its causes to a bare “wrong password”. */
extern const PtlRefusalRule ptl_refusal_rules_doubt[];
extern const gsize          ptl_refusal_n_rules_doubt;

G_END_DECLS
