"""Audits: verified records drawn for a blind look by a person, so that the promise has a measured rate. No record is changed."""
