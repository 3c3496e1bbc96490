"""From an executed notebook to the pages people read: document, HTML, PDF, and the engine that executes."""
