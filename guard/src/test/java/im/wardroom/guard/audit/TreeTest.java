// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tree beside a naive one, made as RFC 9162 §2.1.1 says, and roots that others have published.
class TreeTest {

    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static List<Hash> leaves(int size) {
        return ENTRIES.subList(0, size).stream()
                .map(hex -> Hash.leaf(HexFormat.of().parseHex(hex)))
                .toList();
    }

    private static Hash naive(List<Hash> leaves) {
        if (leaves.size() < 2) {
            return leaves.isEmpty() ? Hash.EMPTY : leaves.getFirst();
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(naive(leaves.subList(0, half)), naive(leaves.subList(half, leaves.size())));
    }

    private static List<Hash> numbered(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Hash.leaf(new byte[] {(byte) i}));
        }
        return leaves;
    }

    private static Tree tree(List<Hash> leaves) {
        Tree tree = new Tree();
        leaves.forEach(tree::add);
        return tree;
    }

    /// Those of the reference implementation of Certificate Transparency.
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void rootIsThePublishedOne(int size, String root) {
        assertThat(tree(leaves(size)).root()).hasToString(root);
    }

    @Test
    void rootIsThatOfTheNaiveTree() {
        for (int size = 0; size <= 70; size++) {
            assertThat(tree(numbered(size)).root()).isEqualTo(naive(numbered(size)));
        }
    }

    @Test
    void everyLeafIsShownToBeInEveryTreeAndNothingElseIs() {
        for (int size = 1; size <= 33; size++) {
            List<Hash> leaves = numbered(size);
            Hash root = tree(leaves).root();
            for (int leaf = 0; leaf < size; leaf++) {
                Proof.Making making = Proof.ofInclusion(leaf, size);
                leaves.forEach(making::add);
                List<Hash> proof = making.proof();
                assertThat(Proof.root(leaves.get(leaf), leaf, size, proof)).contains(root);
                assertThat(Proof.root(Hash.NONE, leaf, size, proof)).isNotEqualTo(java.util.Optional.of(root));
                if (!proof.isEmpty()) {
                    assertThat(Proof.root(leaves.get(leaf), leaf, size, proof.subList(1, proof.size())))
                            .isNotEqualTo(java.util.Optional.of(root));
                }
            }
        }
    }

    @Test
    void everyTreeIsShownToContinueEveryEarlierOneAndNoOther() {
        for (int second = 0; second <= 33; second++) {
            List<Hash> leaves = numbered(second);
            Hash young = tree(leaves).root();
            for (int first = 0; first <= second; first++) {
                Proof.Making making = Proof.ofConsistency(first, second);
                leaves.forEach(making::add);
                List<Hash> proof = making.proof();
                Hash old = tree(leaves.subList(0, first)).root();
                assertThat(Proof.continues(first, old, second, young, proof)).isTrue();
                assertThat(Proof.continues(first, Hash.NONE, second, young, proof))
                        .isFalse();
                assertThat(Proof.continues(first, old, second, Hash.NONE, proof))
                        .isEqualTo(first == 0 && second > 0 && proof.isEmpty());
            }
        }
    }
}
