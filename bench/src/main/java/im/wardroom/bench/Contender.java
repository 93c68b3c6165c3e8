// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Archive;
import im.wardroom.bench.contender.Product;
import im.wardroom.bench.scenario.Scenario;
import java.util.List;

/// A server as it takes part in one scenario.
record Contender(Product product, Archive archive) {

    String label() {
        return archive == Archive.OFF || archive == Archive.OWN
                ? product.name()
                : product.name() + ", " + archive.label();
    }

    /// Every way in which these servers take part.
    static List<Contender> of(Scenario scenario, List<Product> products) {
        return products.stream()
                .filter(product -> product.isServer() || scenario.isForForwarder())
                .flatMap(product -> archives(scenario, product).stream().map(a -> new Contender(product, a)))
                .toList();
    }

    private static List<Archive> archives(Scenario scenario, Product product) {
        return scenario.archived() ? product.archives() : List.of(Archive.OFF);
    }
}
