/**
 * Metrics of world models, from what their training measured on episodes that it was not shown.
 * Uses only the API.
 */
package dev.visor.plugin.metrics;
