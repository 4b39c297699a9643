"""The states of the pointer: idle, pressing, dragging, rubber-banding, panning, typing."""
