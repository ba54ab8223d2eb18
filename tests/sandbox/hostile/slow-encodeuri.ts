// expect: accepted
encodeURIComponent('é'.repeat(2e6)).length
