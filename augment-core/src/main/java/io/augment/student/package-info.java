/**
 * Small models that do the augmentation at a fraction of a teacher's cost: what they are sent, and what is made of their
 * replies.
 *
 * <p>The students that the paper's authors released work with any {@link io.augment.chat.ChatModel} that runs them:
 *
 * <pre>{@code
 * pipeline.expand(PaiStudents.expander(student).perSeed(4)).refine(PaiStudents.refiner(other));
 * }</pre>
 *
 * <p>A {@link io.augment.student.StudentProfile} says to the byte what a student is asked and what it must answer. Training
 * sets and requests are both made from it, so that a student is asked as it was trained. A student of one's own has a
 * profile in a file:
 *
 * <pre>{@code
 * InstructionExpander mine = StudentProfile.read(Path.of("my-student.json")).expander(student);
 * }</pre>
 */
@NullMarked
package io.augment.student;

import org.jspecify.annotations.NullMarked;
