// What the build puts before words.js: the words of the page in Chinese, by the English ones.
declare const chinese: Record<string, string>;
