"""What a corpus or a comparison holds, as text for people and for other tools. An export is one module."""
