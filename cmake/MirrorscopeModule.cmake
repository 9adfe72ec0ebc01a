# SPDX-License-Identifier: Apache-2.0
# One target a folder: mirrorscope_module(core/http SOURCES … PUBLIC … PRIVATE …) makes the static
# library mirrorscope_core_http. PUBLIC is for what a header of the folder shows, nothing else.
function(mirrorscope_module folder)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  string(REPLACE "/" "_" suffix ${folder})
  set(target mirrorscope_${suffix})
  add_library(${target} STATIC ${ARG_SOURCES})
  target_link_libraries(${target} PUBLIC mirrorscope_common ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  if("Qt6::Widgets" IN_LIST ARG_PUBLIC)
    mirrorscope_precompiled(${target} window)
  else()
    mirrorscope_precompiled(${target} standard)
  endif()
endfunction()

# mirrorscope_test(core/http/head SOURCES … LIBS …): a Qt Test program named test_core_http_head, run by ctest.
# The timeout is a guard against hangs, never a measure.
function(mirrorscope_test path)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBS;LABELS;ENVIRONMENT" ${ARGN})
  string(REPLACE "/" "_" suffix ${path})
  set(target test_${suffix})
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${target} PRIVATE mirrorscope_common ${ARG_LIBS} Qt6::Test)
  mirrorscope_precompiled(${target} tests)
  target_compile_definitions(${target} PRIVATE
    TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/tests/data"
    PROJECT_DIR="${PROJECT_SOURCE_DIR}"
    PROGRAM_DIR="${CMAKE_BINARY_DIR}/bin")
  add_test(NAME ${path} COMMAND ${target})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${path} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
    "XDG_STATE_HOME=${CMAKE_BINARY_DIR}/tests/state;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;${ARG_ENVIRONMENT}")
endfunction()

# Requests are allocated on one thread and freed on another, which glibc's allocator pays dearly. A sanitizer brings an
# allocator of its own.
function(mirrorscope_allocator target)
  if(NOT MIRRORSCOPE_SANITIZE)
    target_link_libraries(${target} PRIVATE -Wl,--no-as-needed ${MIMALLOC_LIBRARY} -Wl,--as-needed)
  endif()
endfunction()
