// expect: accepted
console.log('a\0check|{}', '\0', '\ud800', '\u2028')
