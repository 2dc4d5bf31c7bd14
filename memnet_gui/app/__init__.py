"""The program without its widgets: jobs in background threads and the open document."""
