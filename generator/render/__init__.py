"""Values become files to be written: pages, tables, figures, citations."""
