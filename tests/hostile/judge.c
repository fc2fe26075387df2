/* judge.c - runs every hostile server against the real program
 *
 *     judge PORTOLANCTL CASES [BLOCK…]
 *
 * Each case is one TAP point; several run at once, because most wait.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "hostile/case.h"
#include "hostile/certificates.h"
#include "hostile/child.h"
#include "hostile/oracles.h"
#include "support/script-server.h"

/* Cases at once: stalls overlap, and two cores are not starved. */
#define N_WORKERS     4
#define MAX_SHOWN     600

typedef struct
{
  const char   *program;
  Certificates *certificates;
  char         *home;
  GStrv         environment;
  GPtrArray    *cases;
  GAsyncQueue  *done;
} Judge;

typedef struct
{
  guint      index;
  GPtrArray *findings;
  guint      elapsed_ms;
  char      *output;
} Outcome;

static void
outcome_free (Outcome *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self->output);
  g_free (self);
}

static char *
url_of (const Case *test,
        guint16     port)
{
  g_autofree char *user = g_uri_escape_string (test->user, NULL, FALSE);

  return g_strdup_printf ("%s%s://%s@%s:%u", ptl_protocol_to_string (test->protocol),
                          test->security == PTL_SECURITY_TLS ? "s" : "", user, test->host, port);
}

static Child *
run_client (Judge       *self,
            const Case  *test,
            guint16      port,
            GError     **error)
{
  g_autofree char *url = url_of (test, port);
  g_autofree char *timeout = g_strdup_printf ("%u", test->timeout_s);
  const char *argv[] = {
    self->program, "check", "--password-stdin", "--json", url, "--timeout", timeout, NULL
  };

  if (test->timeout_s == 0)
    argv[5] = NULL;

  return child_run (argv, (const char * const *) self->environment, test->password,
                    ORACLE_MAX_MS, error);
}

static void
fail (Outcome    *outcome,
      const char *text)
{
  g_ptr_array_add (outcome->findings, g_strdup (text));
}

static void
try_case (gpointer data,
          gpointer user_data)
{
  Judge *self = user_data;
  Outcome *outcome = data;
  Case *test = g_ptr_array_index (self->cases, outcome->index);
  SSL_CTX *context = certificates_get (self->certificates, test->certificate);
  g_autoptr(ScriptServer) server = NULL;
  g_autoptr(Child) child = NULL;
  g_autoptr(GError) error = NULL;

  if (context == NULL)
    fail (outcome, "no such certificate");
  else
    server = script_server_new (test->protocol, test->tls_at_once,
                                g_steal_pointer (&test->script), context,
                                test->user, test->password, &error);

  if (server != NULL)
    child = run_client (self, test, script_server_get_port (server), &error);

  if (child != NULL)
    {
      g_clear_pointer (&outcome->findings, g_ptr_array_unref);
      outcome->findings = oracles_ask (test, child, script_server_stop (server));
      outcome->elapsed_ms = child->elapsed_ms;
      outcome->output = g_strdup_printf ("%.*s%.*s", MAX_SHOWN, child->output->str,
                                         MAX_SHOWN, child->errors->str);
    }
  else if (error != NULL)
    fail (outcome, error->message);

  g_async_queue_push (self->done, outcome);
}

static void
print_diagnostics (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *safe = g_utf8_make_valid (lines[i], -1);

      printf ("# %s\n", safe);
    }
}

static gboolean
report (const Judge   *self,
        const Outcome *outcome)
{
  const Case *test = g_ptr_array_index (self->cases, outcome->index);
  gboolean is_right = outcome->findings->len == 0;

  printf ("%sok %u - %s (%u ms)\n", is_right ? "" : "not ", outcome->index + 1,
          test->name, outcome->elapsed_ms);

  for (guint i = 0; i < outcome->findings->len; i++)
    print_diagnostics (g_ptr_array_index (outcome->findings, i));

  if (!is_right && outcome->output != NULL)
    print_diagnostics (outcome->output);

  fflush (stdout);
  return is_right;
}

/* Runs all cases, and reports them in their order. */
static gboolean
try_all (Judge *self)
{
  GThreadPool *pool = g_thread_pool_new (try_case, self, N_WORKERS, TRUE, NULL);
  g_autofree Outcome **outcomes = g_new0 (Outcome *, self->cases->len);
  gboolean is_right = TRUE;
  guint next = 0;

  for (guint i = 0; i < self->cases->len; i++)
    {
      Outcome *outcome = g_new0 (Outcome, 1);

      outcome->index = i;
      outcome->findings = g_ptr_array_new_with_free_func (g_free);
      g_thread_pool_push (pool, outcome, NULL);
    }

  while (next < self->cases->len)
    {
      Outcome *outcome = g_async_queue_pop (self->done);

      outcomes[outcome->index] = outcome;

      for (; next < self->cases->len && outcomes[next] != NULL; next++)
        {
          is_right &= report (self, outcomes[next]);
          outcome_free (outcomes[next]);
        }
    }

  g_thread_pool_free (pool, FALSE, TRUE);
  return is_right;
}

/* Keeps the cases of the blocks that were named. FALSE if one has none. */
static gboolean
select_blocks (GPtrArray  *cases,
               char      **blocks)
{
  for (guint i = 0; blocks[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; j < cases->len; j++)
        {
          const Case *test = g_ptr_array_index (cases, j);

          is_known |= g_pattern_match_simple (blocks[i], test->name);
        }

      if (!is_known)
        {
          g_printerr ("No case is called %s\n", blocks[i]);
          return FALSE;
        }
    }

  for (guint j = cases->len; blocks[0] != NULL && j > 0; j--)
    {
      const Case *test = g_ptr_array_index (cases, j - 1);
      gboolean is_wanted = FALSE;

      for (guint i = 0; blocks[i] != NULL; i++)
        is_wanted |= g_pattern_match_simple (blocks[i], test->name);

      if (!is_wanted)
        g_ptr_array_remove_index (cases, j - 1);
    }

  return TRUE;
}

/* An environment in which the program finds nothing of its user's. */
static GStrv
make_environment (const char *home,
                  const char *ca_file)
{
  GStrv environment = g_get_environ ();

  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  environment = g_environ_setenv (environment, "XDG_CONFIG_HOME", home, TRUE);
  environment = g_environ_setenv (environment, "XDG_DATA_HOME", home, TRUE);
  environment = g_environ_setenv (environment, "XDG_CACHE_HOME", home, TRUE);
  environment = g_environ_setenv (environment, "XDG_STATE_HOME", home, TRUE);
  environment = g_environ_setenv (environment, "SSL_CERT_FILE", ca_file, TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_unsetenv (environment, "DISPLAY");
  environment = g_environ_unsetenv (environment, "DBUS_SESSION_BUS_ADDRESS");

  return environment;
}

/* O8: a check writes nothing; the folder must be empty, so that it can go. */
static gboolean
report_home (const Judge *self)
{
  gboolean is_empty = g_rmdir (self->home) == 0;

  printf ("%sok %u - nothing is left in the home folder\n", is_empty ? "" : "not ",
          self->cases->len + 1);
  return is_empty;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  Judge self = { .program = argv[1] };
  gboolean is_right = FALSE;

  signal (SIGPIPE, SIG_IGN);

  if (argc < 3)
    {
      g_printerr ("Usage: judge PORTOLANCTL CASES [BLOCK…]\n");
      return 2;
    }

  self.cases = cases_load (argv[2], &error);

  if (self.cases != NULL && !select_blocks (self.cases, argv + 3))
    return 2;

  self.certificates = error == NULL ? certificates_new (&error) : NULL;
  self.home = error == NULL ? g_dir_make_tmp ("portolan-judge-XXXXXX", &error) : NULL;

  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  self.done = g_async_queue_new ();
  self.environment = make_environment (self.home, certificates_get_ca_file (self.certificates));

  printf ("1..%u\n", self.cases->len + 1);
  is_right = try_all (&self);
  is_right &= report_home (&self);

  g_async_queue_unref (self.done);
  g_strfreev (self.environment);
  g_free (self.home);
  certificates_free (self.certificates);
  g_ptr_array_unref (self.cases);

  return is_right ? 0 : 1;
}
