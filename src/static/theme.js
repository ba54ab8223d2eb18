// Runs before the first paint: the reader's own choice of theme, if there is one, goes on the root.
// The rest is CSS (tokens.css). The theme switch in the footer writes the same key.
(() => {
	const root = document.documentElement;

	function show(choice) {
		if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
		else delete root.dataset.theme;
	}

	try {
		show(localStorage.getItem('hotpath:theme'));
	} catch {
		// Storage is forbidden here: the system decides.
	}
	addEventListener('storage', ({ key, newValue }) => {
		if (key === 'hotpath:theme') show(newValue);
	});
})();
