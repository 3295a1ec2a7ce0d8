"""What can go wrong."""


class FixtextError(Exception):
    """An error of fixtext; its message is that of the engine, and says what to do."""


class OptionError(FixtextError, ValueError):
    """An option that fixtext does not know, or a value that it cannot have."""


class WorkerError(FixtextError):
    """The worker, a process of the program fixtext, cannot be started or be understood."""


class WorkerDied(WorkerError):
    """The worker ended before it had answered. Fixers start another one by themselves."""
