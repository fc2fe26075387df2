/* command.h - what a subcommand is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/context.h"

G_BEGIN_DECLS

/**
 * PtlExit:
 * @PTL_EXIT_WORKED: everything asked for worked
 * @PTL_EXIT_NOT_WORKING: it did not; a verdict says why
 * @PTL_EXIT_USAGE: the command line is wrong
 * @PTL_EXIT_INNER: something on our side failed: a file, the keyring
 * @PTL_EXIT_SIGNAL: plus the signal's number: stopped by it, as shells count
 *
 * Exit statuses.
 */
typedef enum
{
  PTL_EXIT_WORKED = 0,
  PTL_EXIT_NOT_WORKING = 1,
  PTL_EXIT_USAGE = 2,
  PTL_EXIT_INNER = 3,
  PTL_EXIT_SIGNAL = 128,
} PtlExit;

typedef struct _PtlCommand PtlCommand;

/**
 * PtlCommand:
 * @name: what it is called by
 * @arguments: what follows the name, for the help
 * @summary: one line on what it does
 * @description: (nullable): more, for its own help
 * @run: does it; @args is its part of the command line, from its name on, and
 *   may be changed; returns an exit status
 *
 * A subcommand.
 */
struct _PtlCommand
{
  const char  *name;
  const char  *arguments;
  const char  *summary;
  const char  *description;
  int        (*run) (const PtlCommand *self,
                     PtlContext       *context,
                     GStrv            *args);
};

extern const PtlCommand ptl_command_accounts;
extern const PtlCommand ptl_command_check;
extern const PtlCommand ptl_command_demo;
extern const PtlCommand ptl_command_find;
extern const PtlCommand ptl_command_local;
extern const PtlCommand ptl_command_ports;
extern const PtlCommand ptl_command_scan;
extern const PtlCommand ptl_command_setup;

int  ptl_command_dispatch     (PtlContext       *context,
                               GStrv            *args);
int  ptl_command_fail_usage   (const PtlCommand *self,
                               PtlContext       *context,
                               const char       *format,
                               ...) G_GNUC_PRINTF (3, 4);
int  ptl_command_fail         (const PtlCommand *self,
                               PtlContext       *context,
                               const GError     *error);

G_END_DECLS
