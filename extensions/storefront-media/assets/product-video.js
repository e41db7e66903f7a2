// Plays marked videos, without sound, while they are in view. Whoever prefers less motion or saves data gets the poster and
// the controls; a video somebody has paused stays paused.
(() => {
  'use strict';
  const marked = 'video[data-cs-play-in-view]';
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  const watched = new WeakSet();
  const held = new WeakSet();
  const away = new WeakSet();

  const quiet = () => still.matches || navigator.connection?.saveData === true;

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !quiet() && !held.has(target)) {
        away.delete(target);
        target.play().catch(() => { /* The browser decides; the controls are there. */ });
      } else if (!target.paused) {
        away.add(target);
        target.pause();
      }
    }
  }, { threshold: 0.5 });

  function watch(root) {
    for (const video of root.querySelectorAll(marked)) {
      if (watched.has(video)) continue;
      watched.add(video);
      video.addEventListener('pause', () => { if (!away.has(video) && !video.ended) held.add(video); });
      video.addEventListener('play', () => held.delete(video));
      observer.observe(video);
    }
  }

  watch(document);
  still.addEventListener('change', () => { if (still.matches) for (const video of document.querySelectorAll(marked)) video.pause(); });
  // The theme editor draws sections anew without loading the page.
  document.addEventListener('shopify:section:load', (event) => watch(event.target));
})();
