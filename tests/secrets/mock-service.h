/* mock-service.h - a Secret Service that fails on demand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MockFlags:
 * @MOCK_LOCKED: is locked at first, and hides the attributes of what it has
 * @MOCK_NO_DEFAULT: has no collection at first
 * @MOCK_DISMISSES: every question is dismissed by the user
 * @MOCK_IGNORES: no question is ever answered
 * @MOCK_DIES_AT_ITEM: leaves the bus when an item is to be made
 * @MOCK_DIES_AT_SEARCH: leaves the bus when items are searched for
 * @MOCK_DIES_AT_QUESTION: leaves the bus while it asks the user
 * @MOCK_SILENT: takes every call and never answers
 * @MOCK_SPEAKS_NONSENSE: opens a session with an answer of another type
 * @MOCK_REFUSES: opens no session
 * @MOCK_ANSWERS_NONSENSE: its questions come to something of another type
 *
 * What is wrong with it. It speaks the plain session only, in any case.
 */
typedef enum
{
  MOCK_NORMAL           = 0,
  MOCK_LOCKED           = 1 << 0,
  MOCK_NO_DEFAULT       = 1 << 1,
  MOCK_DISMISSES        = 1 << 2,
  MOCK_IGNORES          = 1 << 3,
  MOCK_DIES_AT_ITEM     = 1 << 4,
  MOCK_DIES_AT_SEARCH   = 1 << 5,
  MOCK_DIES_AT_QUESTION = 1 << 6,
  MOCK_SILENT           = 1 << 7,
  MOCK_SPEAKS_NONSENSE  = 1 << 8,
  MOCK_REFUSES          = 1 << 9,
  MOCK_ANSWERS_NONSENSE = 1 << 10,
} MockFlags;

typedef struct _MockService MockService;

MockService *mock_service_start           (const char   *address,
                                           MockFlags     flags);
void         mock_service_stop            (MockService  *self);
void         mock_service_add_item        (MockService  *self,
                                           GVariant     *attributes,
                                           const char   *secret,
                                           gsize         length);
void         mock_service_cancel_at       (MockService  *self,
                                           const char   *method,
                                           GCancellable *cancellable);
guint        mock_service_count_items     (MockService  *self);
guint        mock_service_count_questions (MockService  *self);
guint        mock_service_count_dismissals (MockService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockService, mock_service_stop)

G_END_DECLS
