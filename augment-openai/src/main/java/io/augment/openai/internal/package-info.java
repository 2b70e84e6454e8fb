/** How a request becomes HTTP and HTTP becomes a reply or an exception. */
@NullMarked
package io.augment.openai.internal;

import org.jspecify.annotations.NullMarked;
