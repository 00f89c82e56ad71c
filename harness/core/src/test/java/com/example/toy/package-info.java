/**
 * A plugin for tests of whole runs, in plain Java: a task, its data and an algorithm that learns
 * something small or misbehaves when asked to. Tests pack these classes into a jar, from which they
 * are loaded as any other plugin is.
 */
package com.example.toy;
