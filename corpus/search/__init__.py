"""Finding documents: exact words, meaning and structured values together; answers are passages with marks.

| module | is |
|---|---|
| `entry` | what the search knows of a document, from its analysis |
| `text`, `passages` | folding, grams; passages and which of them answers |
| `query` | the language that people type |
| `index` | the index of words: tantivy behind one small interface |
| `options`, `plan`, `find`, `hits` | from a question to hits |
| `vectors`, `fuse` | passages near in meaning, fused with the words |
| `suggest` | words that were probably meant |
| `similar`, `compare` | relatives of a document; what changed from one version to the next |
| `follow` | the index follows the store |
| `watch` | saved questions held against new documents |
"""
