"""What all tests need, wherever they are started from."""

import signal

# Tests that a shell starts in the background, or under nohup, inherit that Ctrl-C or the end of a terminal is ignored,
# and what they start would inherit it too.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)
