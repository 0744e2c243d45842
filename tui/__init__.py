"""What an editor touches: the command line (`tui.cli`) and the terminal interface (`tui.app`)."""
