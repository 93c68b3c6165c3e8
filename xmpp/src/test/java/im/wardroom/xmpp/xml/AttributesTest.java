// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void attributesKeepTheOrderInWhichTheyWereSet() {
        Element element = Element.of("u", "a")
                .with("c", "1")
                .with("a", "2")
                .with("b", "3")
                .with("a", "4");

        assertThat(element.attributes().keySet()).containsExactly("c", "a", "b");
        assertThat(element.attribute("a")).isEqualTo("4");
    }

    @Test
    void settingAnAttributeLeavesTheElementItselfAsItIs() {
        Element element = Element.of("u", "a").with("b", "1");

        assertThat(element.with("b", "2")).isNotEqualTo(element);
        assertThat(element.with("b", null).attributes()).isEmpty();
        assertThat(element.attribute("b")).isEqualTo("1");
    }

    @Test
    void attributesCannotBeChangedFromOutside() {
        Map<String, String> attributes = Element.of("u", "a").with("b", "1").attributes();

        assertThatThrownBy(() -> attributes.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(attributes::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> attributes.entrySet().iterator().next().setValue("2"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void attributesBehaveLikeAnyOtherMap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> expected = new LinkedHashMap<>();
        Attributes attributes = Attributes.NONE;
        List<String> keys = List.of("a", "b", "c", "xml:lang", "{u}a");
        for (int i = 0; i < 1_000; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            String value = random.nextInt(3) == 0 ? null : Integer.toString(random.nextInt(3));
            attributes = attributes.with(key, value);
            if (value == null) {
                expected.remove(key);
            } else {
                expected.put(key, value);
            }
            assertThat(attributes).as("seed %d", seed).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(attributes.get(key)).as("seed %d", seed).isEqualTo(expected.get(key));
            assertThat(attributes.entrySet()).as("seed %d", seed).containsExactlyElementsOf(expected.entrySet());
        }
    }
}
