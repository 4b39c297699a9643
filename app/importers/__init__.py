"""A file in, an import plan out."""
