/* account-keys.c - an account as a group of keys
 *
 *   [Account 7b0c…]
 *   Address=ann@example.org
 *   IncomingHost=imap.example.org
 *   IncomingPort=993
 *
 * Keys that are not ours stay as they are: a newer version may have put them
 * there. There is none for a secret.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/account-keys.h"

#include <glib/gi18n.h>
#include <string.h>

#define GROUP_PREFIX "Account "

#define ID_MAX_BYTES 128

typedef enum
{
  KIND_TEXT,
  KIND_NUMBER,
  KIND_SWITCH,
  KIND_CHOICE,
} Kind;

/* A key, and the property that it keeps. */
typedef struct
{
  const char *key;
  const char *property;
  Kind        kind;
} Field;

static const Field account_fields[] = {
  { "Name", "name", KIND_TEXT },
  { "Address", "address", KIND_TEXT },
  { "TimeoutSeconds", "timeout-s", KIND_NUMBER },
  { "LeaveOnServer", "leave-on-server", KIND_SWITCH },
  { "RemoveAfterDays", "remove-after-days", KIND_NUMBER },
  { "RemoveWhenDeleted", "remove-when-deleted", KIND_SWITCH },
  { "State", "state", KIND_CHOICE },
};

enum {
  SERVICE_PROTOCOL,
  SERVICE_HOST,
  SERVICE_PORT,
  SERVICE_PORT_ORIGIN,
  SERVICE_SECURITY,
  SERVICE_USER,
  SERVICE_AUTH,
  SERVICE_CERTIFICATE,
  N_SERVICE_FIELDS
};

static const Field service_fields[N_SERVICE_FIELDS] = {
  [SERVICE_PROTOCOL] = { "Protocol", "protocol", KIND_CHOICE },
  [SERVICE_HOST] = { "Host", "host", KIND_TEXT },
  [SERVICE_PORT] = { "Port", "port", KIND_NUMBER },
  [SERVICE_PORT_ORIGIN] = { "PortOrigin", "port-origin", KIND_CHOICE },
  [SERVICE_SECURITY] = { "Security", "security", KIND_CHOICE },
  [SERVICE_USER] = { "User", "user", KIND_TEXT },
  [SERVICE_AUTH] = { "Auth", "auth", KIND_CHOICE },
  [SERVICE_CERTIFICATE] = { "Certificate", "certificate", KIND_TEXT },
};

static gboolean
write_text (GKeyFile    *file,
            const char  *group,
            const char  *key,
            const char  *text,
            GError     **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” of the account is not readable text (UTF-8)"), key);
      return FALSE;
    }

  g_key_file_set_string (file, group, key, text);
  return TRUE;
}

static gboolean
write_field (GKeyFile     *file,
             const char   *group,
             const char   *key,
             GObject      *object,
             const Field  *field,
             GError      **error)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), field->property);
  g_auto(GValue) value = G_VALUE_INIT;

  g_object_get_property (object, field->property, &value);

  switch (field->kind)
    {
    case KIND_TEXT:
      return write_text (file, group, key, g_value_get_string (&value), error);

    case KIND_NUMBER:
      g_key_file_set_uint64 (file, group, key, g_value_get_uint (&value));
      return TRUE;

    case KIND_SWITCH:
      g_key_file_set_boolean (file, group, key, g_value_get_boolean (&value));
      return TRUE;

    case KIND_CHOICE:
      g_key_file_set_string (file, group, key,
                             g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class,
                                               g_value_get_enum (&value))->value_nick);
      return TRUE;

    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
write_fields (GKeyFile     *file,
              const char   *group,
              const char   *prefix,
              gpointer      object,
              const Field  *fields,
              gsize         n_fields,
              GError      **error)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *key = g_strconcat (prefix, fields[i].key, NULL);

      if (!write_field (file, group, key, object, &fields[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ptl_account_keys_write:
 * @file: the accounts
 * @account: one to add, or to replace
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if it holds what a file cannot
 *
 * Returns: %TRUE if all of it is in @file now
 */
gboolean
ptl_account_keys_write (GKeyFile    *file,
                        PtlAccount  *account,
                        GError     **error)
{
  g_autofree char *group = ptl_account_keys_group (ptl_account_get_id (account), error);

  return group != NULL &&
         write_fields (file, group, "", account,
                       account_fields, G_N_ELEMENTS (account_fields), error) &&
         write_fields (file, group, "Incoming", ptl_account_get_incoming (account),
                       service_fields, N_SERVICE_FIELDS, error) &&
         write_fields (file, group, "Outgoing", ptl_account_get_outgoing (account),
                       service_fields, N_SERVICE_FIELDS, error);
}

static gboolean
read_number (GKeyFile    *file,
             const char  *group,
             const char  *key,
             GParamSpec  *pspec,
             GValue      *value)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);
  const GParamSpecUInt *range = G_PARAM_SPEC_UINT (pspec);
  guint64 number;

  if (text == NULL ||
      !g_ascii_string_to_unsigned (g_strstrip (text), 10, range->minimum, range->maximum,
                                   &number, NULL))
    return FALSE;

  g_value_set_uint (value, number);
  return TRUE;
}

static gboolean
read_choice (GKeyFile    *file,
             const char  *group,
             const char  *key,
             GParamSpec  *pspec,
             GValue      *value)
{
  g_autofree char *nick = g_key_file_get_string (file, group, key, NULL);
  GEnumValue *found = NULL;

  if (nick != NULL)
    found = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_strstrip (nick));

  if (found == NULL)
    return FALSE;

  g_value_set_enum (value, found->value);
  return TRUE;
}

/* A key that is not there leaves what the object has. */
static gboolean
read_field (GKeyFile     *file,
            const char   *group,
            const char   *key,
            gpointer      object,
            const Field  *field,
            GValue       *value,
            GError      **error)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), field->property);
  g_autoptr(GError) problem = NULL;
  gboolean is_ok = TRUE;

  g_object_get_property (object, field->property, value);

  if (!g_key_file_has_key (file, group, key, NULL))
    return TRUE;

  if (field->kind == KIND_TEXT)
    g_value_take_string (value, g_key_file_get_string (file, group, key, &problem));
  else if (field->kind == KIND_SWITCH)
    g_value_set_boolean (value, g_key_file_get_boolean (file, group, key, &problem));
  else if (field->kind == KIND_NUMBER)
    is_ok = read_number (file, group, key, pspec, value);
  else
    is_ok = read_choice (file, group, key, pspec, value);

  if (is_ok && problem == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("In the group “%s”, the value of “%s” cannot be understood"), group, key);
  return FALSE;
}

static gboolean
read_account (GKeyFile    *file,
              const char  *group,
              PtlAccount  *account,
              GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (account_fields); i++)
    {
      const Field *field = &account_fields[i];
      g_auto(GValue) value = G_VALUE_INIT;

      if (!read_field (file, group, field->key, account, field, &value, error))
        return FALSE;

      g_object_set_property (G_OBJECT (account), field->property, &value);
    }

  return TRUE;
}

/* Protocol, port, origin and security go in together, or the rules of
 * PtlService would change what was saved. */
static void
put_service (PtlService *service,
             GValue     *values,
             gboolean    has_port)
{
  PtlProtocol protocol = g_value_get_enum (&values[SERVICE_PROTOCOL]);
  PtlSecurity security = g_value_get_enum (&values[SERVICE_SECURITY]);
  guint port = has_port ? g_value_get_uint (&values[SERVICE_PORT])
                        : ptl_port_default (protocol, security);

  ptl_service_restore (service, protocol, port, security,
                       g_value_get_enum (&values[SERVICE_PORT_ORIGIN]));
  ptl_service_set_host (service, g_value_get_string (&values[SERVICE_HOST]));
  ptl_service_set_user (service, g_value_get_string (&values[SERVICE_USER]));
  ptl_service_set_auth (service, g_value_get_enum (&values[SERVICE_AUTH]));
  ptl_service_set_certificate (service, g_value_get_string (&values[SERVICE_CERTIFICATE]));
}

static gboolean
read_service (GKeyFile    *file,
              const char  *group,
              const char  *prefix,
              PtlService  *service,
              GError     **error)
{
  g_autofree char *port_key = g_strconcat (prefix, service_fields[SERVICE_PORT].key, NULL);
  gboolean sends = ptl_service_get_protocol (service) == PTL_PROTOCOL_SMTP;
  GValue values[N_SERVICE_FIELDS] = { G_VALUE_INIT };
  gboolean is_ok = TRUE;

  for (gsize i = 0; i < N_SERVICE_FIELDS && is_ok; i++)
    {
      g_autofree char *key = g_strconcat (prefix, service_fields[i].key, NULL);

      is_ok = read_field (file, group, key, service, &service_fields[i], &values[i], error);
    }

  if (is_ok && sends != (g_value_get_enum (&values[SERVICE_PROTOCOL]) == PTL_PROTOCOL_SMTP))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("In the group “%s”, a server for sending and one for receiving mail are "
                     "mixed up"), group);
      is_ok = FALSE;
    }

  if (is_ok)
    put_service (service, values, g_key_file_has_key (file, group, port_key, NULL));

  for (gsize i = 0; i < N_SERVICE_FIELDS; i++)
    {
      if (G_IS_VALUE (&values[i]))
        g_value_unset (&values[i]);
    }

  return is_ok;
}

/**
 * ptl_account_keys_read:
 * @file: the accounts
 * @id: which one; its group must be there
 * @error: `G_IO_ERROR_INVALID_DATA` with the group and the key that cannot be
 *   understood
 *
 * Returns: (transfer full): the account
 */
PtlAccount *
ptl_account_keys_read (GKeyFile    *file,
                       const char  *id,
                       GError     **error)
{
  g_autofree char *group = ptl_account_keys_group (id, error);
  g_autoptr(PtlAccount) account = NULL;

  if (group == NULL)
    return NULL;

  account = ptl_account_new (id);

  if (!read_account (file, group, account, error) ||
      !read_service (file, group, "Incoming", ptl_account_get_incoming (account), error) ||
      !read_service (file, group, "Outgoing", ptl_account_get_outgoing (account), error))
    return NULL;

  return g_steal_pointer (&account);
}

static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= ID_MAX_BYTES &&
         strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.@+") == length;
}

/**
 * ptl_account_keys_group:
 * @id: an account's id
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if a group cannot be called that
 *
 * Returns: (transfer full): the name of its group
 */
char *
ptl_account_keys_group (const char  *id,
                        GError     **error)
{
  if (is_id (id))
    return g_strconcat (GROUP_PREFIX, id, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _("This cannot be the ID of an account"));
  return NULL;
}

/**
 * ptl_account_keys_id:
 * @group: a group of the file
 *
 * Returns: (nullable): the id of the account that it holds
 */
const char *
ptl_account_keys_id (const char *group)
{
  if (!g_str_has_prefix (group, GROUP_PREFIX))
    return NULL;

  group += strlen (GROUP_PREFIX);

  return is_id (group) ? group : NULL;
}
