/**
 * The two halves of a world model that know of pictures: convolutions from a square picture to an
 * embedding, and transposed ones from features to a picture and its likelihood, as PlaNet, Dreamer
 * and LOMPO have them (Ha and Schmidhuber 2018).
 *
 * <p>{@link dev.visor.nn.picture.PictureShape} has the sizes, {@link
 * dev.visor.nn.picture.PictureEncoder} and {@link dev.visor.nn.picture.PictureDecoder} the layers
 * and their arrays. It uses the layers of {@code dev.visor.nn}, as a plugin could.
 */
@NullMarked
package dev.visor.nn.picture;

import org.jspecify.annotations.NullMarked;
