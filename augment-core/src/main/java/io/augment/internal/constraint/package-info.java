/**
 * Reads from an instruction what its answer must look like, as far as that can be checked without a model: length, words,
 * letters, case, format.
 *
 * <p>The kinds are those of IFEval (google-research/instruction_following_eval, arXiv 2311.07911), in English and, where
 * people use them, in Chinese. A wording that is not surely understood gives no constraint.
 */
@NullMarked
package io.augment.internal.constraint;

import org.jspecify.annotations.NullMarked;
