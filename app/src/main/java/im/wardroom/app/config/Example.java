// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the reference shows for a key that has no default; written like a [Default].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Example {
    String value();
}
