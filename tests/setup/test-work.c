/* test-work.c - find, check and sign in, on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sys/socket.h>

#include "demo-world.h"
#include "setup/work.h"

/* Nothing here may take longer, whatever does not answer. */
#define PATIENCE_MS 4000

typedef struct
{
  PtlDemo    *demo;
  PtlNetwork *network;
  PtlOrder    order;
  GPtrArray  *rows;      /* of the field told last */
  guint       n_fields;
  guint       n_steps;
} World;

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  world->demo = ptl_demo_new (&error);
  g_assert_no_error (error);
  world->network = demo_world_new (world->demo);

  world->order.address = ptl_address_parse (PTL_DEMO_ADDRESS, &error);
  g_assert_no_error (error);
  world->order.probe = TRUE;
  world->order.timeout_s = 2;
  world->order.password = ptl_secret_new (PTL_DEMO_PASSWORD, -1);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  ptl_order_clear (&world->order);
  g_clear_pointer (&world->network, ptl_network_unref);
  g_clear_pointer (&world->demo, ptl_demo_free);
  g_clear_pointer (&world->rows, g_ptr_array_unref);
}

static void
field_cb (GPtrArray *candidates,
          gpointer   user_data)
{
  World *world = user_data;

  world->n_fields++;
  g_clear_pointer (&world->rows, g_ptr_array_unref);
  world->rows = g_ptr_array_ref (candidates);
}

static void
step_cb (guint             index,
         PtlAttemptState   state,
         PtlStage          stage,
         PtlResult        *result,
         const PtlVerdict *verdict,
         gpointer          user_data)
{
  World *world = user_data;

  world->n_steps++;
  g_assert_cmpuint (index, <, world->rows->len);
  g_assert_true ((result != NULL) == (verdict != NULL));
}

static PtlOutcome *
work (World *world)
{
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  PtlOutcome *outcome;
  PtlWork job = {
    .network = world->network,
    .order = &world->order,
    .field = field_cb,
    .step = step_cb,
    .user_data = world,
  };

  outcome = ptl_work_run (&job, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  g_assert_cmpint ((g_get_monotonic_time () - began_us) / 1000, <, PATIENCE_MS);

  return outcome;
}

static void
order_server (World      *world,
              const char *url)
{
  g_autoptr(GError) error = NULL;

  if (world->order.servers == NULL)
    world->order.servers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  g_ptr_array_add (world->order.servers, ptl_candidate_new_from_url (url, &error));
  g_assert_no_error (error);
}

static void
assert_url (const PtlFinding *finding,
            const char       *wanted)
{
  g_autofree char *url = NULL;

  g_assert_nonnull (finding);
  url = ptl_candidate_to_url (finding->candidate);
  g_assert_cmpstr (url, ==, wanted);
}

static void
test_finds_and_signs_in (World         *world,
                         gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = work (world);

  g_assert_true (outcome->incoming_works);
  g_assert_true (outcome->outgoing_works);
  assert_url (outcome->incoming, "imaps://imap.demo.test:993");
  assert_url (outcome->outgoing, "smtps://smtp.demo.test:465");
  g_assert_cmpstr (outcome->incoming->candidate->user, ==, PTL_DEMO_ADDRESS);
  g_assert_cmpuint (outcome->incoming->result->n_logins, ==, 1);
  g_assert_cmpstr (ptl_verdict_get_code (outcome->outgoing->verdict), ==, "ok");
  g_assert_cmpuint (world->n_fields, ==, 1);
}

static void
test_finds_without_a_password (World         *world,
                               gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  g_clear_pointer (&world->order.password, ptl_secret_unref);
  outcome = work (world);

  g_assert_true (outcome->incoming_works);
  g_assert_true (outcome->outgoing_works);
  g_assert_false (outcome->incoming->result->is_logged_in);
  g_assert_cmpuint (outcome->incoming->result->n_logins, ==, 0);
  g_assert_cmpuint (outcome->outgoing->result->n_logins, ==, 0);
}

static void
test_wrong_password_is_tried_twice_and_no_more (World         *world,
                                                gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  g_clear_pointer (&world->order.password, ptl_secret_unref);
  world->order.password = ptl_secret_new ("wrong", -1);
  world->order.timeout_s = 10;
  outcome = work (world);

  g_assert_false (outcome->incoming_works);
  g_assert_false (outcome->outgoing_works);
  g_assert_true (ptl_verdict_has_code (outcome->incoming->verdict, "wrong_password"));
  g_assert_cmpuint (outcome->incoming->result->n_logins, ==, 2);
  g_assert_cmpuint (outcome->outgoing->result->n_logins, ==, 0);
}

static void
test_only_the_servers_that_were_given (World         *world,
                                       gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  order_server (world, "pop3://ann%40demo.test@pop.demo.test");
  order_server (world, "smtp://ann%40demo.test@smtp.demo.test:587");
  outcome = work (world);

  g_assert_cmpuint (outcome->findings->len, ==, 2);
  g_assert_true (outcome->incoming_works);
  g_assert_true (outcome->outgoing_works);
  assert_url (outcome->incoming, "pop3://pop.demo.test:110");
}

static void
test_a_dead_server_is_told_apart (World         *world,
                                  gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  ptl_network_move_port (world->network, 993, 9);
  order_server (world, "imaps://ann%40demo.test@imap.demo.test");
  g_clear_pointer (&world->order.address, ptl_address_free);
  outcome = work (world);

  g_assert_false (outcome->incoming_works);
  g_assert_cmpstr (ptl_verdict_get_code (outcome->incoming->verdict), ==, "refused");
  g_assert_cmpuint (outcome->incoming->result->open_ports->len, ==, 1);
  g_assert_cmpuint (g_array_index (outcome->incoming->result->open_ports, guint, 0), ==, 143);
}

static void
test_remedy_is_applied (World         *world,
                        gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  ptl_network_move_port (world->network, 993, 9);
  order_server (world, "imaps://ann%40demo.test@imap.demo.test");
  g_clear_pointer (&world->order.address, ptl_address_free);
  world->order.apply_remedy = TRUE;
  outcome = work (world);

  g_assert_true (outcome->incoming_works);
  assert_url (outcome->incoming, "imap://imap.demo.test:143");
  g_assert_cmpuint (outcome->incoming->remedied->port, ==, 993);
  g_assert_cmpuint (world->n_fields, ==, 2);
}

static void
test_filtered_port_delays_nobody (World         *world,
                                  gconstpointer  data)
{
  g_autoptr(GSocket) hole = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                          G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(PtlOutcome) outcome = NULL;
  GSocket *fillers[8];

  /* A listener whose queue is full answers no SYN, as a filter does. */
  g_assert_true (g_socket_bind (hole, any, FALSE, NULL));
  g_socket_set_listen_backlog (hole, 0);
  g_assert_true (g_socket_listen (hole, NULL));
  bound = g_socket_get_local_address (hole, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      fillers[i] = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL);
      g_socket_set_blocking (fillers[i], FALSE);
      g_socket_connect (fillers[i], bound, NULL, NULL);
    }

  ptl_network_move_port (world->network, 993,
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  ptl_network_move_port (world->network, 465,
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  world->order.timeout_s = 30;
  outcome = work (world);

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    g_object_unref (fillers[i]);

  g_assert_true (outcome->incoming_works);
  g_assert_true (outcome->outgoing_works);
  assert_url (outcome->incoming, "imap://imap.demo.test:143");
  assert_url (outcome->outgoing, "smtp://smtp.demo.test:587");
}

typedef struct
{
  GCancellable *cancellable;
  gint64        cancelled_us;
} Stopper;

/* Somebody is connected to a server that says nothing: time to stop. */
static void
stop_cb (guint             index,
         PtlAttemptState   state,
         PtlStage          stage,
         PtlResult        *result,
         const PtlVerdict *verdict,
         gpointer          user_data)
{
  Stopper *stopper = user_data;

  if (stage != PTL_STAGE_TLS || stopper->cancelled_us != 0)
    return;

  stopper->cancelled_us = g_get_monotonic_time ();
  g_cancellable_cancel (stopper->cancellable);
}

static void
test_stops_within_a_tenth_of_a_second (World         *world,
                                       gconstpointer  data)
{
  g_autoptr(GSocketListener) silent = g_socket_listener_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PtlOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (silent, NULL, NULL);
  static const guint16 ports[] = { 993, 143, 995, 110, 465, 587 };
  Stopper stopper = { cancellable, 0 };
  PtlWork job = {
    .network = world->network,
    .order = &world->order,
    .step = stop_cb,
    .user_data = &stopper,
  };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    ptl_network_move_port (world->network, ports[i], port);

  outcome = ptl_work_run (&job, cancellable, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome);
  g_assert_cmpint (stopper.cancelled_us, >, 0);
  g_assert_cmpint ((g_get_monotonic_time () - stopper.cancelled_us) / 1000, <, 100);
}

static void
test_everything_is_waited_for (World         *world,
                               gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  g_clear_pointer (&world->order.password, ptl_secret_unref);
  order_server (world, "imaps://imap.demo.test");
  order_server (world, "imap://imap.demo.test");
  order_server (world, "smtps://imap.demo.test");
  order_server (world, "smtp://imap.demo.test:25");
  world->order.everything = TRUE;
  outcome = work (world);

  g_assert_cmpuint (outcome->findings->len, ==, 4);

  for (guint i = 0; i < outcome->findings->len; i++)
    g_assert_nonnull (((PtlFinding *) g_ptr_array_index (outcome->findings, i))->result);
}

static void
test_a_dead_port_is_tried_once (World         *world,
                                gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  g_clear_pointer (&world->order.password, ptl_secret_unref);
  ptl_network_move_port (world->network, 143, 9);
  world->order.only_servers = TRUE;
  order_server (world, "imap://imap.demo.test:143");
  order_server (world, "imap+insecure://imap.demo.test:143");
  world->order.everything = TRUE;
  outcome = work (world);

  for (guint i = 0; i < outcome->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (outcome->findings, i);

      g_assert_cmpstr (ptl_verdict_get_code (finding->verdict), ==, "refused");
    }

  /* The addresses that were tried, and what they answered, are the same. */
  g_assert_true (((PtlFinding *) outcome->findings->pdata[0])->result->attempts ==
                 ((PtlFinding *) outcome->findings->pdata[1])->result->attempts);
}

static void
test_unencrypted_needs_consent (World         *world,
                                gconstpointer  data)
{
  g_autoptr(PtlOutcome) outcome = NULL;

  order_server (world, "imap+insecure://ann%40demo.test@imap.demo.test");
  g_clear_pointer (&world->order.address, ptl_address_free);
  outcome = work (world);

  g_assert_false (outcome->incoming_works);
  g_assert_cmpuint (outcome->incoming->result->n_logins, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (World *, gconstpointer);
  } tests[] = {
    { "/setup/work/finds-and-signs-in", test_finds_and_signs_in },
    { "/setup/work/finds-without-a-password", test_finds_without_a_password },
    { "/setup/work/wrong-password-is-tried-twice-and-no-more",
      test_wrong_password_is_tried_twice_and_no_more },
    { "/setup/work/only-the-servers-that-were-given", test_only_the_servers_that_were_given },
    { "/setup/work/a-dead-server-is-told-apart", test_a_dead_server_is_told_apart },
    { "/setup/work/remedy-is-applied", test_remedy_is_applied },
    { "/setup/work/filtered-port-delays-nobody", test_filtered_port_delays_nobody },
    { "/setup/work/stops-within-a-tenth-of-a-second", test_stops_within_a_tenth_of_a_second },
    { "/setup/work/everything-is-waited-for", test_everything_is_waited_for },
    { "/setup/work/a-dead-port-is-tried-once", test_a_dead_port_is_tried_once },
    { "/setup/work/unencrypted-needs-consent", test_unencrypted_needs_consent },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, World, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
