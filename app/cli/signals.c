/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signals that end the program. */

#include "app/cli/signals.h"

#include <signal.h>

void
cli_handle_signals (void (*handler) (int number))
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  const struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction before;

      if (sigaction (numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction (numbers[i], &action, NULL);
    }
}
