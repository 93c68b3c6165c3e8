// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The smallest and the largest value that a key may have, both allowed; written like a [Default].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Between {
    String min();

    String max();
}
