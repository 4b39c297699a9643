"""Interviews and texts from files: captions, typed transcripts, documents and tables, as a source with its turns."""

from app.importers.transcripts.planning import plan_of, read_transcript
from app.importers.transcripts.preview import SpeakerLook, Transcript, preview_transcript
from app.importers.transcripts.recognising import looks_like_transcript
from app.importers.transcripts.speakers import same_speaker_suggestions

__all__ = [
    "SpeakerLook",
    "Transcript",
    "looks_like_transcript",
    "plan_of",
    "preview_transcript",
    "read_transcript",
    "same_speaker_suggestions",
]
