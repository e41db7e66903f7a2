import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { extension } from './check.mjs';

const script = readFileSync(join(extension, 'assets', 'product-video.js'), 'utf8');

/** A page with one marked video; `see` tells the script that it is in view, or not. */
function page({ still = false, saveData = false } = {}) {
  const motion = { matches: still, listeners: [], addEventListener: (_, listener) => motion.listeners.push(listener) };
  const listeners = {};
  const video = {
    paused: true, ended: false, plays: 0,
    addEventListener: (name, listener) => { listeners[name] = listener; },
    play() { this.paused = false; this.plays += 1; listeners.play(); return Promise.resolve(); },
    pause() { this.paused = true; listeners.pause(); },
  };
  let look;
  const document = { querySelectorAll: () => [video], addEventListener: (name, listener) => { listeners[name] = listener; } };
  runInNewContext(script, {
    document,
    navigator: { connection: { saveData } },
    window: { matchMedia: () => motion },
    IntersectionObserver: class { constructor(callback) { look = callback; } observe() {} },
    WeakSet,
  });
  return { video, motion, listeners, see: (isIntersecting) => look([{ target: video, isIntersecting }]) };
}

test('plays while in view and stops when it is not', () => {
  const { video, see } = page();
  see(true);
  assert.equal(video.paused, false);
  see(false);
  assert.equal(video.paused, true);
  see(true);
  assert.equal(video.plays, 2);
});

test('never plays by itself for whoever prefers less motion or saves data', () => {
  for (const wish of [{ still: true }, { saveData: true }]) {
    const { video, see } = page(wish);
    see(true);
    assert.equal(video.plays, 0);
  }
});

test('stops when less motion is asked for while it plays', () => {
  const { video, motion, see } = page();
  see(true);
  motion.matches = true;
  motion.listeners.forEach((listener) => listener());
  assert.equal(video.paused, true);
});

test('a video somebody paused stays paused, until they play it', () => {
  const { video, see } = page();
  see(true);
  video.pause();
  see(false);
  see(true);
  assert.equal(video.plays, 1);
  video.play();
  see(false);
  see(true);
  assert.equal(video.plays, 3);
});

test('a section drawn anew by the theme editor is watched once', () => {
  const { video, listeners, see } = page();
  listeners['shopify:section:load']({ target: { querySelectorAll: () => [video] } });
  see(true);
  assert.equal(video.plays, 1);
});
