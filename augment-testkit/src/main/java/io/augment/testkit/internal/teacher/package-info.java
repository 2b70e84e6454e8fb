/** Holds the rule-based teacher: it reads what a prompt asks for and answers from banks of English and Chinese texts. */
@NullMarked
package io.augment.testkit.internal.teacher;

import org.jspecify.annotations.NullMarked;
