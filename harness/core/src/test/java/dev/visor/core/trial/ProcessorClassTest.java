package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorClassTest {
  @Test
  void a_class_is_vendor_family_model_and_the_widest_vectors() {
    assertThat(
            ProcessorClass.of(
                List.of(
                    "processor\t: 0",
                    "vendor_id\t: GenuineIntel",
                    "cpu family\t: 6",
                    "model\t\t: 143",
                    "flags\t\t: fpu sse4_2 avx avx2 avx512f",
                    "",
                    "processor\t: 1",
                    "vendor_id\t: Other")))
        .isEqualTo("GenuineIntel 6/143 avx512f");
  }

  @Test
  void a_kernel_that_lists_something_else_makes_a_class_too() {
    assertThat(ProcessorClass.of(List.of("Features : fp asimd"))).isEqualTo("unknown ?/? scalar");
  }

  @Test
  void code_that_the_environment_chooses_makes_another_class() {
    String machine = ProcessorClass.current(Map.of("PATH", "/bin", "DNNL_MAX_CPU_ISA", ""));

    assertThat(ProcessorClass.current(Map.of("DNNL_MAX_CPU_ISA", "AVX2")))
        .isEqualTo(machine + ", DNNL_MAX_CPU_ISA=AVX2");
    assertThat(machine).doesNotContain("=");
  }

  @Test
  void lists_of_processors_are_read_as_the_kernel_writes_them() {
    assertThat(Processors.parse("0-2,5,8-9")).containsExactly(0, 1, 2, 5, 8, 9);
  }
}
