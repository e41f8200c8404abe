"""The search of the handbook: what a reader can find, read from the built pages, as files for the browser.

`sections` reads the pages, `names` adds what data knows of their entries, `packed` counts the words of the texts, and
`write` puts the files into the built site. The browser's half is docs/assets/js/search/.
"""
