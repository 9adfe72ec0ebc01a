# SPDX-License-Identifier: Apache-2.0
# Half of a build is reading the same headers. Each header of cmake/precompiled is compiled once, in a library that holds
# nothing else; mirrorscope_precompiled(target standard) makes a target use it. GCC refuses one that was made with other
# flags, and CMake makes that refusal an error.
option(MIRRORSCOPE_PCH "Precompile the headers that most sources include" ON)

if(MIRRORSCOPE_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # ccache sees through a precompiled header only with this.
  add_compile_options(-fpch-preprocess)
endif()

function(mirrorscope_precompile name)
  if(MIRRORSCOPE_PCH)
    set(target mirrorscope_precompiled_${name})
    file(WRITE ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp "")
    add_library(${target} OBJECT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    target_link_libraries(${target} PRIVATE mirrorscope_common ${ARGN})
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled/${name}.h)
  endif()
endfunction()

function(mirrorscope_precompiled target name)
  if(MIRRORSCOPE_PCH)
    target_precompile_headers(${target} REUSE_FROM mirrorscope_precompiled_${name})
  endif()
endfunction()

mirrorscope_precompile(standard)
if(MIRRORSCOPE_TESTS)
  mirrorscope_precompile(tests Qt6::Core)
endif()
if(MIRRORSCOPE_WINDOW)
  mirrorscope_precompile(window Qt6::Widgets)
  if(MIRRORSCOPE_PCH)
    target_compile_definitions(mirrorscope_precompiled_window PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)
  endif()
endif()
