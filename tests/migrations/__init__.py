"""Old data bases and how they are upgraded."""
