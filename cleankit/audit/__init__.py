"""What a chain did to a text: edits, reports, differences."""
