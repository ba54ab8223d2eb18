const s = ReadableStream.from([1,2,3]).pipeThrough(new TransformStream({ transform(c, k) { k.enqueue(c*2); } }));
for await (const x of s) console.log(x);
const [a,b] = new ReadableStream({ start(c){ c.enqueue('x'); c.close(); } }).tee();
const [x, y] = [await a.getReader().read(), await b.getReader().read()]; console.log(x.value, x.done, y.value, y.done);
console.log(String(new WritableStream()), new URL('http://a').constructor.name, URL.parse('http://b') instanceof URL);
try { new URL('nope') } catch (e) { console.log(e.name, e.message, e.code) }
