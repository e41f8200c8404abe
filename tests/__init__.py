"""Tests of the handbook, in folders like its code; browser/ drives a browser, house/ looks at the project itself."""
