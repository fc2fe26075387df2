/* diagnosis.c - what happened, why, and what to try
 *
 * The error, and the step in which it came, lead to findings; the words and
 * the remedies for each stand in the verdict table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/diagnosis.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/tls-stream.h"
#include "probe/evidence.h"
#include "probe/findings.h"
#include "probe/remedy.h"
#include "probe/verdict-table.h"
#include "proto/error.h"

static void
find_success (PtlFindings     *self,
              const PtlResult *result)
{
  if (!result->is_logged_in)
    ptl_findings_add (self, "ok");
  else if (result->candidate->security == PTL_SECURITY_NONE)
    ptl_findings_add (self, "ok/insecure");
  else
    ptl_findings_add (self, "ok/login");
}

static void
find_cause (PtlFindings     *self,
            const PtlResult *result,
            const char      *address)
{
  if (result->error == NULL)
    find_success (self, result);
  else if (result->error->domain == PTL_PROTO_ERROR)
    ptl_findings_proto (self, result);
  else if (result->error->domain == PTL_TLS_ERROR)
    ptl_findings_tls (self, result);
  else
    ptl_findings_way (self, result, address);
}

static char *
tell_reason (const PtlEvidence   *evidence,
             const PtlVerdictRow *row)
{
  char *reason = ptl_evidence_tell (evidence, _(row->reason));

  if (reason == NULL && row->plain != NULL)
    reason = ptl_evidence_tell (evidence, _(row->plain));

  return reason != NULL ? reason : g_strdup (_(row->title));
}

static GPtrArray *
remedies_for (const PtlEvidence *evidence,
              GPtrArray         *keys)
{
  g_autoptr(GArray) fixes = g_array_new (FALSE, FALSE, sizeof (PtlFix));

  for (guint i = 0; i < keys->len; i++)
    {
      const PtlVerdictRow *row = ptl_verdict_row (g_ptr_array_index (keys, i));

      for (gsize f = 0; f < PTL_FIXES_MAX && row->fixes[f] != PTL_FIX_NONE; f++)
        g_array_append_val (fixes, row->fixes[f]);
    }

  return ptl_remedies_for (evidence, (const PtlFix *) fixes->data, fixes->len);
}

static GStrv
codes_of (GPtrArray *keys)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *code = g_strndup (key, strcspn (key, "/"));

      g_strv_builder_add (builder, code);
    }

  return g_strv_builder_end (builder);
}

static gboolean
is_success (const char *code)
{
  return g_str_equal (code, "ok") || g_str_equal (code, "ok_sender_refused") ||
         g_str_equal (code, "local_port_free");
}

static PtlVerdict *
speak (const PtlEvidence *evidence,
       GPtrArray         *keys)
{
  const PtlVerdictRow *row = ptl_verdict_row (g_ptr_array_index (keys, 0));
  PtlVerdict *verdict = g_new0 (PtlVerdict, 1);

  verdict->codes = codes_of (keys);
  verdict->title = g_strdup (_(row->title));
  verdict->reason = tell_reason (evidence, row);
  verdict->remedies = remedies_for (evidence, keys);
  verdict->is_ok = is_success (verdict->codes[0]);

  /* In the clear anybody can have said it (SECURITY.md, 2). */
  if (evidence->reply != NULL && evidence->reply->is_secure && evidence->reply->text != NULL)
    verdict->server_says = ptl_evidence_clean (evidence->reply->text,
                                               PTL_REPLY_TEXT_MAX_CHARS);

  return verdict;
}

/**
 * ptl_diagnose:
 * @result: what a probe came to
 * @address: (nullable): the user's address, for proposals
 *
 * Judges a result. Asks nobody anything.
 *
 * Returns: (transfer full): the verdict
 */
PtlVerdict *
ptl_diagnose (const PtlResult *result,
              const char      *address)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  PtlFindings findings = { .keys = keys };
  PtlEvidence evidence = { .result = result, .address = address };

  g_return_val_if_fail (result != NULL, NULL);

  find_cause (&findings, result, address);
  evidence.candidate = result->candidate;
  evidence.reply = findings.reply;

  return speak (&evidence, keys);
}

/**
 * ptl_diagnose_code:
 * @code: a code of VERDICTS.md, or "code/special-case" of the verdict table
 * @candidate: the server it is about
 *
 * Puts a verdict into words that was reached without a probe.
 *
 * Returns: (transfer full): the verdict
 */
PtlVerdict *
ptl_diagnose_code (const char         *code,
                   const PtlCandidate *candidate)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  PtlEvidence evidence = { .candidate = candidate };

  g_return_val_if_fail (code != NULL && ptl_verdict_row (code) != NULL, NULL);
  g_return_val_if_fail (candidate != NULL, NULL);

  g_ptr_array_add (keys, g_strdup (code));

  return speak (&evidence, keys);
}

const char *
ptl_verdict_get_code (const PtlVerdict *self)
{
  return self->codes[0];
}

gboolean
ptl_verdict_has_code (const PtlVerdict *self,
                      const char       *code)
{
  return g_strv_contains ((const char * const *) self->codes, code);
}

static gpointer
copy_remedy (gconstpointer remedy,
             gpointer      user_data)
{
  return ptl_remedy_copy (remedy);
}

PtlVerdict *
ptl_verdict_copy (const PtlVerdict *self)
{
  PtlVerdict *copy = g_new0 (PtlVerdict, 1);

  copy->codes = g_strdupv (self->codes);
  copy->title = g_strdup (self->title);
  copy->reason = g_strdup (self->reason);
  copy->remedies = g_ptr_array_copy (self->remedies, copy_remedy, NULL);
  g_ptr_array_set_free_func (copy->remedies, (GDestroyNotify) ptl_remedy_free);
  copy->server_says = g_strdup (self->server_says);
  copy->is_ok = self->is_ok;

  return copy;
}

void
ptl_verdict_free (PtlVerdict *self)
{
  g_strfreev (self->codes);
  g_free (self->title);
  g_free (self->reason);
  g_ptr_array_unref (self->remedies);
  g_free (self->server_says);
  g_free (self);
}
